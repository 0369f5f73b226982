/** Checks of the theme's bundles and of the template that reads a realm's brand; nothing here is shipped. */
@NullMarked
package io.github.orgportal.themes;

import org.jspecify.annotations.NullMarked;
