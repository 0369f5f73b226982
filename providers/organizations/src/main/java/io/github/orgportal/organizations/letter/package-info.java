/**
 * Letters that wait to be printed. What a letter says is put together when it is printed; until then its secret lies sealed where it
 * belongs, and never here.
 */
@NullMarked
package io.github.orgportal.organizations.letter;

import org.jspecify.annotations.NullMarked;
