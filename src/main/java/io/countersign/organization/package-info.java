/** The organization: people with their roles, and agents with their owners, from one file. */
@NullMarked
package io.countersign.organization;

import org.jspecify.annotations.NullMarked;
