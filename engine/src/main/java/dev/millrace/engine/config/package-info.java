/** Which engine the application gets, by {@code millrace.engine.*}. */
@NullMarked
package dev.millrace.engine.config;

import org.jspecify.annotations.NullMarked;
