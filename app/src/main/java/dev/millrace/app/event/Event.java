package dev.millrace.app.event;

/**
 * What happened, as browsers are told it.
 *
 * @param id grows; the id after which a browser catches up
 */
record Event(long id, String type, Audience audience, String body) {
  /** As a server-sent event. */
  String frame() {
    return "id: " + id + "\nevent: " + type + "\ndata: " + body + "\n\n";
  }
}
