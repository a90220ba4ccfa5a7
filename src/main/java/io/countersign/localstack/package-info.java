/**
 * The local stack: Elasticsearch, Camunda and the application as processes on one machine, for the
 * launcher, the demo and the tests. Stands alone: no other package of the application is used.
 */
@NullMarked
package io.countersign.localstack;

import org.jspecify.annotations.NullMarked;
