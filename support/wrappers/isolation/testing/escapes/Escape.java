import java.io.InputStream;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.*;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Tries every way out that Java has, and prints what each brought. */
class Escape {
  static final String OUTSIDE = "198.51.100.7";

  static String get(String url) throws Exception {
    var connection = (HttpURLConnection) new URL(url).openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(2000);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes());
    }
  }

  static String tcp(String host) throws Exception {
    try (Socket way = new Socket(Proxy.NO_PROXY)) {
      way.connect(new InetSocketAddress(host, 80), 2000);
      way.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
      return new String(way.getInputStream().readAllBytes());
    }
  }

  static String udp() throws Exception {
    try (DatagramSocket way = new DatagramSocket()) {
      way.setSoTimeout(2000);
      way.send(new DatagramPacket("hello".getBytes(), 5, InetAddress.getByName("198.51.100.53"), 5353));
      var got = new DatagramPacket(new byte[512], 512);
      way.receive(got);
      return new String(got.getData(), 0, got.getLength());
    }
  }

  static String unix() throws Exception {
    try (SocketChannel way = SocketChannel.open(UnixDomainSocketAddress.of(System.getenv("UNIX_SOCKET")))) {
      way.write(ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes()));
      var got = ByteBuffer.allocate(4096);
      while (way.read(got) >= 0) {}
      return new String(got.array(), 0, got.position());
    }
  }

  static String environments() throws Exception {
    var found = new StringBuilder();
    try (var pids = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path pid : pids) {
        try {
          found.append(Files.readString(pid.resolve("environ")).replace('\0', ' '));
        } catch (Exception mine) {
        }
      }
    }
    return found.toString();
  }

  static void attempt(String name, Callable<String> way) {
    try {
      System.out.println(name + ": " + way.call().replace('\n', ' '));
    } catch (Throwable error) {
      System.out.println(name + ": stopped, " + error);
    }
  }

  public static void main(String[] arguments) {
    attempt("endpoint", () -> get(System.getenv("ENDPOINT")));
    attempt("tcp", () -> tcp(OUTSIDE));
    attempt("ipv6", () -> tcp("2001:db8::7"));
    attempt("udp", Escape::udp);
    attempt("dns", () -> InetAddress.getByName("java.out.example").getHostAddress());
    attempt("http", () -> get("http://" + OUTSIDE + "/"));
    attempt("metadata", () -> get("http://169.254.169.254/latest/meta-data/"));
    attempt("container", () -> get("http://169.254.170.2/v2/credentials"));
    attempt("unix", Escape::unix);
    attempt("proc", Escape::environments);
    attempt("home", () -> Files.readString(Path.of(System.getenv("CREDENTIALS"))));
  }
}
