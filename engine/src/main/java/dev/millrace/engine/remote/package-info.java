/** The adapter to a Camunda 8 cluster, configured by {@code camunda.client.*} alone. */
@NullMarked
package dev.millrace.engine.remote;

import org.jspecify.annotations.NullMarked;
