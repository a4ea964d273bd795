package dev.millrace.app.event;

import dev.millrace.app.security.TokenDecoder;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The event stream. Each one holds a virtual thread that waits, writes and waits again; a browser
 * that reads too slowly blocks only its own.
 */
@RestController
@Tag(name = "events")
final class EventController {
  private final EventHub hub;
  private final TokenDecoder decoder;
  private final MillraceSettings.Events settings;

  EventController(EventHub hub, TokenDecoder decoder, MillraceSettings settings) {
    this.hub = hub;
    this.decoder = decoder;
    this.settings = settings.events();
  }

  @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "events",
      summary = "Follow what happens",
      description =
          "Server-sent events: hello, reset, expired, execution:started, execution:progress,"
              + " execution:ended, effect, rows:changed, workbook:published.")
  void events(
      @RequestParam Optional<String> workbook,
      @RequestParam Optional<String> tab,
      @RequestParam Optional<String> lastEventId,
      @Parameter(hidden = true) @RequestHeader("Last-Event-ID") Optional<String> lastEventHeader,
      @Parameter(hidden = true) Reader reader,
      @Parameter(hidden = true) JwtAuthenticationToken token,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException, InterruptedException {
    OptionalLong after = after(lastEventHeader.or(() -> lastEventId));
    EventStream stream = hub.join(new Listener(reader, tab, workbook));
    try {
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      serve(stream, after, token.getToken().getTokenValue(), response.getOutputStream());
    } finally {
      hub.leave(stream);
    }
  }

  private void serve(EventStream stream, OptionalLong after, String token, OutputStream out)
      throws IOException, InterruptedException {
    send(
        out, "retry: 1000\nid: %d\nevent: hello\ndata: {}\n\n".formatted(beginning(stream, after)));
    if (after.isPresent()) {
      catchUp(stream, after.getAsLong(), out);
    }
    while (!stream.ended()) {
      Optional<Event> event = stream.next(settings.heartbeat());
      if (event.isPresent()) {
        send(out, event.get().frame());
      } else if (!stream.ended()) {
        if (!counts(token)) {
          send(out, "event: expired\ndata: {}\n\n");
          return;
        }
        send(out, ": still here\n\n");
      }
    }
  }

  /** Until it has caught up, a browser that breaks off again must not skip what it missed. */
  private static long beginning(EventStream stream, OptionalLong after) {
    return after.orElse(stream.joinedAfter());
  }

  private void catchUp(EventStream stream, long after, OutputStream out) throws IOException {
    if (after > stream.joinedAfter() || !(hub.keeps(after) || after == stream.joinedAfter())) {
      send(out, "id: %d\nevent: reset\ndata: {}\n\n".formatted(stream.joinedAfter()));
      return;
    }
    long reached = after;
    List<Event> missed = hub.missed(stream, reached);
    while (!missed.isEmpty()) {
      for (Event event : missed) {
        if (hub.hears(stream, event)) {
          send(out, event.frame());
        }
        reached = event.id();
      }
      missed = hub.missed(stream, reached);
    }
  }

  private boolean counts(String token) {
    try {
      decoder.decode(token);
      return true;
    } catch (JwtException e) {
      return false;
    }
  }

  private static OptionalLong after(Optional<String> id) {
    try {
      return id.filter(text -> !text.isEmpty())
          .map(text -> OptionalLong.of(Long.parseLong(text)))
          .orElse(OptionalLong.empty());
    } catch (NumberFormatException e) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "VALUE_TYPE",
          "The last event id is none of ours.",
          Map.of("field", "lastEventId"));
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
