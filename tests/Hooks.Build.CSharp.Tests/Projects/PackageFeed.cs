using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>A package source on this machine that speaks NuGet's protocol, version 3, over a few packages made up here.</summary>
internal sealed class PackageFeed : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _address;
    private readonly Dictionary<string, byte[]> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<JsonObject>> _packages = new(StringComparer.OrdinalIgnoreCase);

    public PackageFeed()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        _address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        _listener.Prefixes.Add(_address);
        _listener.Start();
        Answer("index.json", Index(Resource("flat/", "PackageBaseAddress/3.0.0"), Resource("registration/", "RegistrationsBaseUrl/3.6.0")));
        _ = ServeAsync();
    }

    /// <summary>Text of a nuget.config whose packages come from a folder, and whose advisories come from here.</summary>
    public string AuditConfig => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value=".packages" /></config>
          <packageSources><clear /><add key="folder" value="feed" /></packageSources>
          <auditSources><clear /><add key="advisories" value="{_address}index.json" allowInsecureConnections="true" /></auditSources>
        </configuration>
        """;

    /// <summary>Text of a nuget.config that knows this source alone, and keeps its packages in the repository.</summary>
    public string Config => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value=".packages" /></config>
          <packageSources>
            <clear />
            <add key="made-up" value="{_address}index.json" allowInsecureConnections="true" />
          </packageSources>
          <auditSources><clear /></auditSources>
        </configuration>
        """;

    /// <summary>Adds a package.</summary>
    public PackageFeed With(
        string id, string version, string? dependency = null, (string Severity, string Advisory)? vulnerability = null, string? replacement = null)
    {
        _answers[$"flat/{id}/{version}/{id}.{version}.nupkg"] = Pack(id, version, dependency);
        JsonObject entry = new() { ["@id"] = "entry", ["id"] = id, ["version"] = version, ["listed"] = true };
        if (vulnerability is { } known)
            entry["vulnerabilities"] = new JsonArray(new JsonObject
            {
                ["advisoryUrl"] = "https://github.com/advisories/" + known.Advisory,
                ["severity"] = known.Severity,
            });
        if (replacement is not null)
            entry["deprecation"] = new JsonObject
            {
                ["reasons"] = new JsonArray("Legacy"),
                ["alternatePackage"] = new JsonObject { ["id"] = replacement, ["range"] = "[3.0.0, )" },
            };

        if (!_packages.TryGetValue(id, out var leaves))
            _packages.Add(id, leaves = []);
        leaves.Add(new JsonObject { ["@id"] = "leaf", ["catalogEntry"] = entry, ["packageContent"] = $"{_address}flat/{id}/{version}/{id}.{version}.nupkg" });

        Answer(
            $"flat/{id}/index.json",
            new JsonObject { ["versions"] = new JsonArray([.. leaves.Select(leaf => leaf["catalogEntry"]!["version"]!.DeepClone())]) });
        Answer($"registration/{id}/index.json", new JsonObject
        {
            ["@id"] = $"{_address}registration/{id}/index.json",
            ["count"] = 1,
            ["items"] = new JsonArray(new JsonObject
            {
                ["@id"] = "page",
                ["count"] = leaves.Count,
                ["lower"] = leaves[0]["catalogEntry"]!["version"]!.DeepClone(),
                ["upper"] = leaves[^1]["catalogEntry"]!["version"]!.DeepClone(),
                ["items"] = new JsonArray([.. leaves.Select(leaf => leaf.DeepClone())]),
            }),
        });
        return this;
    }

    /// <summary>Makes it a source of advisories, of which it has one; where it does not answer, it only says that it is such a source.</summary>
    public PackageFeed WithAdvisory(string id, int severity, string advisory, bool answers = true)
    {
        Answer("index.json", Index(Resource("advisories.json", "VulnerabilityInfo/6.7.0")));
        Answer(
            "all.json",
            new JsonObject
            {
                [id] = new JsonArray(new JsonObject
                {
                    ["url"] = "https://github.com/advisories/" + advisory,
                    ["severity"] = severity,
                    ["versions"] = "(, 2.0.0)",
                })
            });
        if (answers)
            Answer(
                "advisories.json", new JsonArray(new JsonObject { ["@name"] = "all", ["@id"] = _address + "all.json", ["@updated"] = "2026-01-01T00:00:00Z" }));

        return this;
    }

    /// <summary>The bytes of a package.</summary>
    public static byte[] Pack(string id, string version, string? dependency = null)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (StreamWriter writer = new(archive.CreateEntry(id + ".nuspec").Open()))
            {
                writer.Write($"""
                    <?xml version="1.0" encoding="utf-8"?>
                    <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                      <metadata>
                        <id>{id}</id><version>{version}</version><authors>nobody</authors><description>made up</description>
                        <dependencies><group targetFramework="net8.0">{(dependency is null ? "" : $"<dependency id=\"{dependency}\" version=\"1.0.0\" />")}</group></dependencies>
                      </metadata>
                    </package>
                    """);
            }

            _ = archive.CreateEntry("lib/net8.0/_._");
        }

        return stream.ToArray();
    }

    public void Dispose() => _listener.Close();

    private static JsonObject Index(params JsonNode[] resources) => new() { ["version"] = "3.0.0", ["resources"] = new JsonArray(resources) };

    private JsonObject Resource(string path, string type) => new() { ["@id"] = _address + path, ["@type"] = type };

    private void Answer(string path, JsonNode json) => _answers[path] = Encoding.UTF8.GetBytes(json.ToJsonString());

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var response = context.Response;
                var found = _answers.TryGetValue(context.Request.Url!.AbsolutePath.TrimStart('/'), out var body);
                response.StatusCode = found ? 200 : 404;
                response.ContentLength64 = body?.Length ?? 0;
                await response.OutputStream.WriteAsync(body ?? []);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The one who asked is gone, or this source is.
            }
        }
    }
}
