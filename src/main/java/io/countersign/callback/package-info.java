/**
 * Callbacks: the decision, signed as Standard Webhooks says, delivered by a job of the engine.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks 1.0.0</a>
 */
@NullMarked
package io.countersign.callback;

import org.jspecify.annotations.NullMarked;
