/**
 * Behind the links in mails about passwords: a link leads into a required action of a login that ends there, so that nobody is logged in
 * past the second factor. What a link is and whether it can be used is the domain's to say.
 */
@NullMarked
package io.github.orgportal.login.link;

import org.jspecify.annotations.NullMarked;
