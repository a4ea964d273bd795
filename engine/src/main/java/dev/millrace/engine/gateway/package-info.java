/**
 * Opens an engine to Camunda Modeler over gRPC: the few calls of Camunda's gateway protocol that
 * Modeler makes, each for a caller who is known and may deploy.
 */
@NullMarked
package dev.millrace.engine.gateway;

import org.jspecify.annotations.NullMarked;
