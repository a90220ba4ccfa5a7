/** Secrets at rest: sealed with a key that is kept elsewhere. */
@NullMarked
package io.countersign.secret;

import org.jspecify.annotations.NullMarked;
