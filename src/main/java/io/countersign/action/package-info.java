/** Intake: what an agent proposes, the state of it, and the answer the agent waits for. */
@NullMarked
package io.countersign.action;

import org.jspecify.annotations.NullMarked;
