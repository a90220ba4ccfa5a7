/**
 * The Camunda cluster: publishing messages, deploying models, retrying what the broker pushed back.
 * Differences between cluster versions stay here.
 */
@NullMarked
package io.countersign.engine;

import org.jspecify.annotations.NullMarked;
