using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>What <c>.editorconfig</c> says of some files: all to which the same sections apply share one.</summary>
internal sealed class FileStyle
{
    private readonly Lazy<object> _structured;
    private readonly Lazy<object> _formatting;

    /// <param name="settings">The settings, keys in lower case.</param>
    /// <param name="severities">What is set for single diagnostics in these files, by id.</param>
    /// <param name="globals">What is set for single diagnostics in all files.</param>
    public FileStyle(
        ImmutableDictionary<string, string> settings,
        ImmutableDictionary<string, ReportDiagnostic> severities,
        ImmutableDictionary<string, ReportDiagnostic> globals)
    {
        (Settings, Severities, GlobalSeverities) = (settings, severities, globals);
        _structured = new(() => RoslynInternals.Instance.Structure(new Options(settings)));
        _formatting = new(() => RoslynInternals.Instance.FormattingOptions(_structured.Value));
    }

    /// <summary>The settings, keys in lower case.</summary>
    public ImmutableDictionary<string, string> Settings { get; }

    /// <summary>
    /// What is set for single diagnostics in these files, by id: the compiler keeps <c>dotnet_diagnostic.ID.severity</c> apart from the settings.
    /// </summary>
    public ImmutableDictionary<string, ReportDiagnostic> Severities { get; }

    /// <summary>What is set for single diagnostics in all files, where these do not say otherwise.</summary>
    public ImmutableDictionary<string, ReportDiagnostic> GlobalSeverities { get; }

    /// <summary>Options of the formatter.</summary>
    public object Formatting => _formatting.Value;

    /// <summary>Line break of the files: what is set, else the platform's.</summary>
    public string NewLine => EndOfLine ?? Environment.NewLine;

    /// <summary>Line break that is set; <see langword="null"/> where none is.</summary>
    public string? EndOfLine => !Settings.TryGetValue("end_of_line", out var value) ? null : value switch
    {
        "lf" => "\n",
        "cr" => "\r",
        "crlf" => "\r\n",
        _ => Environment.NewLine,
    };

    /// <summary>Encoding that is set; <see langword="null"/> where none is.</summary>
    public string? Charset => Settings.TryGetValue("charset", out var value) ? value : null;

    /// <summary>Whether a setting is <c>true</c> or <c>false</c>; <see langword="null"/> where it is neither.</summary>
    public bool? Flag(string name) => Settings.TryGetValue(name, out var value) && bool.TryParse(value, out var flag) ? flag : null;

    /// <summary>What sorts usings; it keeps no state but is made for one file, as Roslyn does.</summary>
    public CSharpSyntaxRewriter ImportSorter() => RoslynInternals.Instance.ImportSorter(_structured.Value);

    private sealed class Options(ImmutableDictionary<string, string> settings) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => settings.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => settings.TryGetValue(key, out value);
    }
}
