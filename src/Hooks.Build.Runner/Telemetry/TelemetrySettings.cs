using System.Diagnostics;
using System.Globalization;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Where telemetry goes, as the variables of OpenTelemetry say it.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>How long a run waits at its end where no variable says otherwise.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(2);

    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private static readonly TimeSpan MostLimit = TimeSpan.FromSeconds(10);

    /// <summary>Where spans go; <see langword="null"/> for nowhere.</summary>
    public TelemetryTarget? Traces { get; init; }

    /// <summary>Where metrics go; <see langword="null"/> for nowhere.</summary>
    public TelemetryTarget? Metrics { get; init; }

    /// <summary>Why something cannot be sent as the variables have it; empty where all can.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>What is wrong with variables without which it is sent.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>Whom it is told of.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Resource { get; init; } = [];

    /// <summary>Whose part a run is (<c>TRACEPARENT</c>).</summary>
    public ActivityContext Parent { get; init; }

    /// <summary>Sums are told as the only part of what grows, instead of what came anew.</summary>
    public bool IsCumulative { get; init; }

    /// <summary>How long a run waits at its end.</summary>
    public TimeSpan Limit { get; init; } = DefaultLimit;

    /// <summary>Reads the variables.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <param name="repository">What the repository is called.</param>
    /// <returns><see langword="null"/> where nothing is to be sent, as where none is set.</returns>
    public static TelemetrySettings? Read(Func<string, string?> environment, string repository)
    {
        var (hasTraces, hasMetrics) = (IsOn(environment, "TRACES"), IsOn(environment, "METRICS"));
        if ((!hasTraces && !hasMetrics) || Is(environment("OTEL_SDK_DISABLED"), "true"))
        {
            return null;
        }

        List<string> wrong = [];
        List<string> passedOver = [];
        return new TelemetrySettings
        {
            Traces = hasTraces ? ReadTarget(environment, "TRACES", "v1/traces", wrong) : null,
            Metrics = hasMetrics ? ReadTarget(environment, "METRICS", "v1/metrics", wrong) : null,
            Resource = ReadResource(environment, repository, passedOver),
            Parent = ActivityContext.TryParse(environment("TRACEPARENT"), environment("TRACESTATE"), isRemote: true, out var parent) ? parent : default,
            IsCumulative = Is(environment(Prefix + "METRICS_TEMPORALITY_PREFERENCE"), "cumulative"),
            Limit = ReadLimit(environment(Prefix + "TIMEOUT"), passedOver),
            Wrong = [.. wrong.Distinct(StringComparer.Ordinal)],
            PassedOver = passedOver,
        };
    }

    // An exporter that is named decides; else an address does: it says that somebody listens.
    private static bool IsOn(Func<string, string?> environment, string signal) => environment($"OTEL_{signal}_EXPORTER") is { Length: > 0 } exporters
        ? exporters.Split(',', StringSplitOptions.TrimEntries).Any(exporter => Is(exporter, "otlp"))
        : Of(environment, signal, "ENDPOINT").Value is not null;

    private static bool Is(string? value, string wanted) => string.Equals(value?.Trim(), wanted, StringComparison.OrdinalIgnoreCase);

    // An empty one counts as none, as OpenTelemetry has it.
    private static (string Name, string? Value) Of(Func<string, string?> environment, string signal, string name) =>
        environment($"{Prefix}{signal}_{name}")?.Trim() is { Length: > 0 } own ? ($"{Prefix}{signal}_{name}", own)
        : (Prefix + name, environment(Prefix + name)?.Trim() is { Length: > 0 } value ? value : null);

    private static TelemetryTarget? ReadTarget(Func<string, string?> environment, string signal, string path, List<string> wrong)
    {
        var (protocolName, protocol) = Of(environment, signal, "PROTOCOL");
        if (protocol is not null && !Is(protocol, "http/protobuf"))
        {
            wrong.Add($"{protocolName} names a protocol that hooks does not speak (allowed: http/protobuf)");
            return null;
        }

        var (name, text) = Of(environment, signal, "ENDPOINT");
        if (ReadAddress(text ?? "http://localhost:4318") is not { } address)
        {
            wrong.Add($"{name} is no address (allowed: one such as http://localhost:4318)");
            return null;
        }

        // An address of one signal is where it goes, one of all is where each has its place.
        var isOwn = name != Prefix + "ENDPOINT";
        var (headerName, headers) = Of(environment, signal, "HEADERS");
        if (ReadPairs(headers ?? "", IsHeader) is not { } pairs)
        {
            wrong.Add($"{headerName} is no list of headers (allowed: name=value,name=value; values percent-encoded)");
            return null;
        }

        return new TelemetryTarget(isOwn ? address : new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path), pairs);
    }

    private static Uri? ReadAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host.Length > 0 ? address : null;

    private static TimeSpan ReadLimit(string? text, List<string> wrong)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DefaultLimit;
        }

        if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds == 0)
        {
            wrong.Add($"{Prefix}TIMEOUT is no number of milliseconds (allowed: 1 to 10000)");
            return DefaultLimit;
        }

        var limit = TimeSpan.FromMilliseconds(milliseconds);
        return limit < MostLimit ? limit : MostLimit;
    }

    private static List<KeyValuePair<string, object?>> ReadResource(Func<string, string?> environment, string repository, List<string> wrong)
    {
        Dictionary<string, object?> resource = new(StringComparer.Ordinal)
        {
            ["service.name"] = "hooks",
            ["service.version"] = BuildInformation.Version,
            ["telemetry.sdk.name"] = TelemetrySource.Name,
            ["telemetry.sdk.language"] = "dotnet",
            ["telemetry.sdk.version"] = BuildInformation.Version,
            ["vcs.repository.name"] = repository,
        };
        if (ReadPairs(environment("OTEL_RESOURCE_ATTRIBUTES") ?? "", (name, _) => name.Length > 0) is not { } pairs)
        {
            wrong.Add("OTEL_RESOURCE_ATTRIBUTES is no list of attributes (allowed: name=value,name=value; values percent-encoded)");
            pairs = [];
        }

        foreach (var (name, value) in pairs)
        {
            resource[name] = value;
        }

        if (environment("OTEL_SERVICE_NAME")?.Trim() is { Length: > 0 } service)
        {
            resource["service.name"] = service;
        }

        return [.. resource];
    }

    private static List<(string Name, string Value)>? ReadPairs(string text, Func<string, string, bool> isValid)
    {
        List<(string Name, string Value)> pairs = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var end = part.IndexOf('=', StringComparison.Ordinal);
            if (end < 0)
            {
                return null;
            }

            var (name, value) = (Uri.UnescapeDataString(part[..end].Trim()), Uri.UnescapeDataString(part[(end + 1)..].Trim()));
            if (!isValid(name, value))
            {
                return null;
            }

            pairs.Add((name, value));
        }

        return pairs;
    }

    private static bool IsHeader(string name, string value)
    {
        using HttpRequestMessage request = new();
        return value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && name.Length > 0 && request.Headers.TryAddWithoutValidation(name, value);
    }
}

/// <summary>Where a signal goes.</summary>
/// <param name="Address">The address of the request.</param>
/// <param name="Headers">What the request has besides. Never shown.</param>
internal sealed record TelemetryTarget(Uri Address, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>The address as it is told to people, without what may be a secret.</summary>
    public string Shown => Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
