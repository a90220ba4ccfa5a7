/**
 * Policy: the Drools rules that add findings, the facts the tables decide on, and the version in
 * force. Drools types stay in this package.
 */
@NullMarked
package io.countersign.policy;

import org.jspecify.annotations.NullMarked;
