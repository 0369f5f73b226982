/**
 * Puts the importable realm files together from what the portals share and what makes each of them different. Runs in the build
 * only.
 */
@NullMarked
package io.github.orgportal.realmconfig;

import org.jspecify.annotations.NullMarked;
