/**
 * Models: processes, forms and tables, checked together before a cluster gets to see them. Pure: it
 * reads bytes and gives sentences.
 */
@NullMarked
package io.countersign.models;

import org.jspecify.annotations.NullMarked;
