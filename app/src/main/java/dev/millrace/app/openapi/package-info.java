/** What the API says about itself. */
@NullMarked
package dev.millrace.app.openapi;

import org.jspecify.annotations.NullMarked;
