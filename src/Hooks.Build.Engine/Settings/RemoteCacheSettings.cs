using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Settings;

/// <summary>Where the shared cache is, and what this run may do there.</summary>
internal sealed class RemoteCacheSettings
{
    private const string Setting = "HooksRemoteCache";

    /// <summary>The address, which ends with a slash.</summary>
    public required Uri Address { get; init; }

    /// <summary>Whether results are sent, too.</summary>
    public bool Writes { get; init; }

    /// <summary>The header that tells the server who asks. Never shown.</summary>
    public string? Authorization { get; init; }

    /// <summary>The address as people wrote it.</summary>
    public string Shown => Address.AbsoluteUri.TrimEnd('/');

    /// <summary>Credentials travel where others can read them.</summary>
    public bool TellsSecrets => Authorization is not null && Address.Scheme == Uri.UriSchemeHttp && !Address.IsLoopback;

    /// <summary>Reads what people wrote; <see langword="null"/> where there is no shared cache.</summary>
    /// <param name="address">The property <c>HooksRemoteCache</c>.</param>
    /// <param name="writes">The property <c>HooksRemoteCacheWrite</c>.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static RemoteCacheSettings? Read(string? address, string? writes, Func<string, string?> environment)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        return new RemoteCacheSettings
        {
            Address = ReadAddress(address.Trim()),
            Writes = SettingTable.RemoteCacheWrite.Read(writes) ?? BuildServer.IsHere(environment),
            Authorization = ReadAuthorization(environment),
        };
    }

    /// <summary>Requires that a text is an address, or empty.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static string RequireAddress(string setting, string? text)
    {
        _ = string.IsNullOrWhiteSpace(text) ? null : ReadAddress(text.Trim());
        return text ?? "";
    }

    private static Uri ReadAddress(string text)
    {
        const string Allowed = "allowed: an address such as http://host:8080 or https://host/prefix";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.Host.Length == 0)
        {
            throw Invalid(text.AsSpan().ContainsAny('@', '?') ? $"{Setting} is no address; {Allowed}" : $"{Setting} is '{text}'; {Allowed}");
        }

        if (address.UserInfo.Length > 0)
        {
            throw Invalid($"{Setting} has credentials in its address, where logs would show them; set the environment variable HOOKS_REMOTE_CACHE_TOKEN, "
                + "or HOOKS_REMOTE_CACHE_USER and HOOKS_REMOTE_CACHE_PASSWORD");
        }

        // A query may hold a secret as well.
        return address.Query.Length + address.Fragment.Length > 0
            ? throw Invalid($"{Setting} has something after '?' or '#'; {Allowed}")
            : new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
    }

    private static string? ReadAuthorization(Func<string, string?> environment)
    {
        var (token, user) = (environment("HOOKS_REMOTE_CACHE_TOKEN")?.Trim(), environment("HOOKS_REMOTE_CACHE_USER"));
        if (!string.IsNullOrEmpty(token))
        {
            return token.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
                ? "Bearer " + token
                : throw Invalid("The environment variable HOOKS_REMOTE_CACHE_TOKEN has blanks or characters that cannot be sent");
        }

        return string.IsNullOrEmpty(user)
            ? null
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{environment("HOOKS_REMOTE_CACHE_PASSWORD")}"));
    }

    private static HooksException Invalid(string message) => new(Codes.InvalidSetting, message);
}
