using System.Text;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Exports;

namespace Hooks.Build.Runner.LogReports;

/// <summary>A report as one page that needs nothing else: a browser that opens it asks nobody for anything, and its own policy says so.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page to a file, which is there as a whole or as it was.</summary>
    /// <param name="report">The report.</param>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="file">Absolute path.</param>
    /// <param name="saidAs">What people named the file by.</param>
    /// <exception cref="HooksException">HOOK9002: it cannot be written.</exception>
    public static void Write(LogReport report, HookPlan plan, string file, string saidAs) => Write(() => Of(report, plan), file, saidAs);

    /// <summary>Writes a page to a file, which is there as a whole or as it was.</summary>
    /// <param name="page">Makes the page, once it is known that it can be written.</param>
    /// <param name="file">Absolute path.</param>
    /// <param name="saidAs">What people named the file by.</param>
    /// <exception cref="HooksException">HOOK9002: it cannot be written.</exception>
    public static void Write(Func<string> page, string file, string saidAs)
    {
        try
        {
            WholeFile.Require(file);
            WholeFile.Write(file, Encoding.UTF8.GetBytes(page()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.InvalidSetting, $"{saidAs} is '{file}', which cannot be written: {e.Message}");
        }
    }

    /// <summary>Absolute path of the file that people named.</summary>
    /// <param name="file">What they wrote.</param>
    /// <param name="folder">From where it counts.</param>
    /// <param name="saidAs">What they wrote it to.</param>
    /// <exception cref="HooksException">HOOK9002: it is no file.</exception>
    public static string PathOf(string file, string folder, string saidAs)
    {
        var path = file.Length == 0 ? folder : Path.GetFullPath(file, folder);
        return Directory.Exists(path) || Path.EndsInDirectorySeparator(path)
            ? throw new HooksException(Codes.InvalidSetting, $"{saidAs} is '{file}', which is a folder and no file")
            : path;
    }

    /// <summary>The page.</summary>
    public static string Of(LogReport report, HookPlan plan) => Fill(report, plan, sockets: null).Html;

    /// <summary>The page that is told what happens meanwhile.</summary>
    /// <param name="report">The report.</param>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="sockets">Where it may connect to, for its policy.</param>
    /// <returns>The page, and its policy.</returns>
    public static (string Html, string Policy) Live(LogReport report, HookPlan plan, string sockets) => Fill(report, plan, sockets);

    private static (string Html, string Policy) Fill(LogReport report, HookPlan plan, string? sockets)
    {
        var (style, script, live) = (Part("page.css"), Part("page.js"), sockets is null ? null : Part("live.js"));
        var policy =
            $"default-src 'none'; script-src 'sha256-{Sum(script)}'{(live is null ? "" : $" 'sha256-{Sum(live)}'")}; style-src 'sha256-{Sum(style)}'{(sockets is null ? "" : $"; connect-src {sockets}")}; base-uri 'none'; form-action 'none'";
        return (Fill(Part("page.html"), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy"] = policy,
            ["style"] = style,
            ["script"] = script,
            ["live"] = live is null ? "" : $"<script>{live}</script>\n",
            ["data"] = PageData.Write(report, plan),
        }), policy);
    }

    // In one pass: what is put in may hold what looks like a place.
    private static string Fill(string template, Dictionary<string, string> values)
    {
        StringBuilder page = new(template.Length);
        var rest = template.AsSpan();
        for (int at; (at = rest.IndexOf("{{", StringComparison.Ordinal)) >= 0;)
        {
            var end = at + rest[at..].IndexOf("}}", StringComparison.Ordinal);
            _ = page.Append(rest[..at]).Append(values[rest[(at + 2)..end].ToString()]);
            rest = rest[(end + 2)..];
        }

        return page.Append(rest).ToString();
    }

    /// <summary>A part of the page. A browser hashes what it sees, in which line ends are line feeds.</summary>
    public static string Part(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>What a policy knows a style or a script by.</summary>
    public static string Sum(string text) => Convert.ToBase64String(Sha256.Of(Encoding.UTF8.GetBytes(text)));
}
