/** The inventory of agents, and the keys by which agents and operators call. */
@NullMarked
package io.countersign.agent;

import org.jspecify.annotations.NullMarked;
