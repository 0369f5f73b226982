/**
 * Letters and forms as PDF: what one says becomes XHTML by a template of the email theme, and that becomes pages. Knows no database, no
 * account and no organization; {@code administration} and {@code registration} use it.
 */
@NullMarked
package io.github.orgportal.letters;

import org.jspecify.annotations.NullMarked;
