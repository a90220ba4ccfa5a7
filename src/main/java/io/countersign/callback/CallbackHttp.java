package io.countersign.callback;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the clients that callbacks leave by. They follow nothing, repeat nothing, remember nothing
 * and unpack nothing; no proxy of the machine is used, because it would resolve names again.
 */
final class CallbackHttp {

  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_CONNECTIONS = 1_000;

  /** A connection is used again for so long; then the name is resolved and checked anew. */
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(30);

  private CallbackHttp() {}

  /** Connects to public addresses only. */
  static CloseableHttpClient toThePublicNetwork(CallbackProperties properties, Names names) {
    return client(properties, new PublicNames(names));
  }

  /** Connects to wherever the name leads: for destinations that an operator allowed. */
  static CloseableHttpClient toAllowedDestinations(CallbackProperties properties) {
    return client(properties, SystemDefaultDnsResolver.INSTANCE);
  }

  private static CloseableHttpClient client(CallbackProperties properties, DnsResolver resolver) {
    Timeout timeout = Timeout.of(properties.timeout());
    var limits =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(resolver)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
            // Several receivers may share a host; the lanes limit each of them.
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .setTimeToLive(CONNECTION_LIFE)
                    .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setRedirectsEnabled(false)
                .setExpectContinueEnabled(false)
                .build())
        .setUserAgent("Countersign")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }
}
