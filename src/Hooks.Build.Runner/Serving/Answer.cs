using System.Globalization;
using System.Text;

namespace Hooks.Build.Runner.Serving;

/// <summary>What is answered to a request, after which the connection ends.</summary>
/// <param name="Status">Such as <c>200 OK</c>.</param>
/// <param name="Body">What is shown.</param>
internal sealed record Answer(string Status, string Body)
{
    // Nothing of it is kept, framed, or read by another site.
    private const string Common =
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";

    /// <summary>What the body may load and do.</summary>
    public string Policy { get; init; } = "default-src 'none'";

    /// <summary>What the body is.</summary>
    public string Type { get; init; } = "text/plain";

    /// <summary>More fields, each ended by a line end.</summary>
    public string More { get; init; } = "";

    /// <summary>Nothing understood.</summary>
    public static Answer NotUnderstood { get; } = new("400 Bad Request", "This is no request of HTTP/1.1 that a browser would send.");

    /// <summary>A head that is too long.</summary>
    public static Answer TooLong { get; } = new("431 Request Header Fields Too Large", $"The head of a request may have {RequestHead.MostBytes} bytes.");

    /// <summary>A head that does not come.</summary>
    public static Answer TooSlow { get; } = new("408 Request Timeout", "The request did not come in time.");

    /// <summary>More pages are open than one has use for.</summary>
    public static Answer TooMany { get; } = new("503 Service Unavailable", "Too many pages are open here: close one, and load this again.");

    /// <summary>As it goes over the wire.</summary>
    /// <param name="isHead">Only the head is wanted.</param>
    public byte[] Write(bool isHead)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {Status}\r\nContent-Type: {Type}; charset=utf-8\r\nContent-Length: {body.Length}\r\nContent-Security-Policy: {Policy}; frame-ancestors 'none'\r\n{Common}{More}\r\n"));
        return isHead ? head : [.. head, .. body];
    }
}
