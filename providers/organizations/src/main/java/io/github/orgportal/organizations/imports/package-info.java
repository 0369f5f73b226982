/**
 * The operator's import: organizations, units, accounts and what they may do, from one JSON document, through the services that every
 * other change takes. {@link io.github.orgportal.organizations.imports.OperatorImport} is what others use.
 */
@NullMarked
package io.github.orgportal.organizations.imports;

import org.jspecify.annotations.NullMarked;
