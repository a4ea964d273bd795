package dev.millrace.app.event;

import java.util.Optional;

/**
 * An event to be told.
 *
 * @param type e.g. {@code rows:changed}
 * @param effect id of what must not be told twice
 * @param body JSON, on one line
 */
record Draft(String type, Audience audience, Optional<String> effect, String body) {}
