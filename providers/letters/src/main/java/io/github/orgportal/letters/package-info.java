/**
 * Letters as PDF: what a letter says becomes XHTML by a template of the email theme, and that becomes pages. Knows no database, no
 * account and no organization; {@code administration} uses it.
 */
@NullMarked
package io.github.orgportal.letters;

import org.jspecify.annotations.NullMarked;
