/** The models of the root folders, checked and run. */
@NullMarked
package io.countersign.models;

import org.jspecify.annotations.NullMarked;
