/**
 * Acts of administration: how what is granted and taken away through Countersign reaches the
 * history, and what happens when the engine is away.
 */
@NullMarked
package io.countersign.administration;

import org.jspecify.annotations.NullMarked;
