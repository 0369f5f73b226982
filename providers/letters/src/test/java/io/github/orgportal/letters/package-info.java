/** Tests of the letters, with the templates of our own theme. */
@NullMarked
package io.github.orgportal.letters;

import org.jspecify.annotations.NullMarked;
