/**
 * The pages on which people ask for an account: what they enter stays in their login's session until they send it, a link in a mail proves
 * the address, and then they get the form to sign. Nobody is logged in here, nothing that was entered is looked up, and no account comes into
 * being: what becomes of an application is the operator's to say.
 */
@NullMarked
package io.github.orgportal.registration;

import org.jspecify.annotations.NullMarked;
