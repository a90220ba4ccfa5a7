/**
 * The main job on real input: an example support agent, its callback receiver, and a reviewer who
 * works in Tasklist. Talks to Countersign over HTTP only, as any agent would.
 */
@NullMarked
package io.countersign.demo;

import org.jspecify.annotations.NullMarked;
