using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Runner.Serving;

/// <summary>
/// Who may read: whoever knows the token, which is in the address that was printed. A page of another site can have a browser send requests here, also under a
/// name of its own that leads to this machine, so that names of host and origin are looked at as well.
/// </summary>
/// <param name="port">The port that is served.</param>
/// <param name="token">What has to be known.</param>
internal sealed class AccessRule(int port, string token)
{
    /// <summary>Where the page is.</summary>
    public const string Page = "/";

    /// <summary>Where its updates are.</summary>
    public const string Live = "/live";

    private const string Icon = "/favicon.ico";
    private const string TokenName = "token";
    private const int TokenBytes = 16;

    private const int UsualPort = 80;
    private static readonly string[] Names = ["127.0.0.1", "localhost"];

    // A browser leaves the usual port out, also where the address has it.
    private readonly string[] _hosts = [
        .. Names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{port}")), .. port == UsualPort ? Names : []];

    /// <summary>A token that nobody can guess.</summary>
    public static string NewToken()
    {
        // Of the system's random numbers; .NET's cryptography is not there in the native program.
        byte[] random = [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];
        return Hex.Lower(Sha256.Of(random).AsSpan(0, TokenBytes));
    }

    /// <summary>The page's address.</summary>
    public string Address => $"http://{_hosts[0]}{Page}?{TokenName}={token}";

    /// <summary>Where the page may connect to, for its policy.</summary>
    public string Sockets => string.Join(' ', _hosts.Select(host => $"ws://{host}{Live}"));

    /// <summary>Why a request is not answered; <see langword="null"/> where it is.</summary>
    public Answer? Refuse(RequestHead head)
    {
        if (!_hosts.Contains(head.Field("Host"), StringComparer.OrdinalIgnoreCase))
        {
            return new Answer("403 Forbidden", $"What is served here is {_hosts[0]}, and nothing of another name.");
        }

        if (head.Fields.TryGetValue("Origin", out var origin)
            && !_hosts.Contains(
                origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? origin["http://".Length..] : "", StringComparer.OrdinalIgnoreCase))
        {
            return new Answer("403 Forbidden", "A page of another site asks nothing here.");
        }

        if (head.Method is not ("GET" or "HEAD"))
        {
            return new Answer("405 Method Not Allowed", "There is nothing to do here, only to read.") { More = "Allow: GET, HEAD\r\n" };
        }

        if (head.Path == Icon)
        {
            // Every browser asks for one, without being told and without a token.
            return new Answer("204 No Content", "");
        }

        return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(head.Value(TokenName)), Encoding.UTF8.GetBytes(token))
            ? new Answer("403 Forbidden", "The address lacks its token, or has that of another start: open the one that this 'hooks ui' has printed.")
            : head.Path is not (Page or Live) ? new Answer("404 Not Found", $"There is only {Page}.") : null;
    }
}
