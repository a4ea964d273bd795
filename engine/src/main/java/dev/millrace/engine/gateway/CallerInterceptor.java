package dev.millrace.engine.gateway;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Lets nobody through whom the guard does not know. */
final class CallerInterceptor implements ServerInterceptor {
  /** Who calls, while a call is served. */
  static final Context.Key<String> CALLER = Context.key("millrace-caller");

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final GatewayGuard guard;

  CallerInterceptor(GatewayGuard guard) {
    this.guard = guard;
  }

  @Override
  public <Q, A> Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    try {
      String caller = guard.admit(authorization(headers), address(call));
      return Contexts.interceptCall(
          Context.current().withValue(CALLER, caller), call, headers, next);
    } catch (GatewayGuard.Denied denied) {
      call.close(status(denied), new Metadata());
      return new Listener<>() {};
    }
  }

  private static String authorization(Metadata headers) {
    @Nullable String found = headers.get(AUTHORIZATION);
    if (found == null) {
      throw new GatewayGuard.Denied(
          GatewayGuard.Kind.UNKNOWN, "Sign in: choose Basic or OAuth in Modeler.");
    }
    return found;
  }

  private static String address(ServerCall<?, ?> call) {
    SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return remote instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : String.valueOf(remote);
  }

  private static Status status(GatewayGuard.Denied denied) {
    Status.Code code =
        switch (denied.kind()) {
          case UNKNOWN -> Status.Code.UNAUTHENTICATED;
          case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
          case TOO_MANY -> Status.Code.RESOURCE_EXHAUSTED;
        };
    return code.toStatus().withDescription(denied.getMessage());
  }
}
