/** The id that ties an answer, its log lines and its audit rows together. */
@NullMarked
package dev.millrace.app.request;

import org.jspecify.annotations.NullMarked;
