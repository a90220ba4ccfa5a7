/** The edge: error codes, problem details and who may call. */
@NullMarked
package io.countersign.web;

import org.jspecify.annotations.NullMarked;
