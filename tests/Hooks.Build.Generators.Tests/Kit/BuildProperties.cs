using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>The properties that the package's props make visible to the compiler; none where the package is not installed in the project itself.</summary>
internal sealed class BuildProperties(string? root, string? audit = null) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(root, audit);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Values(string? root, string? audit) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            var known = key switch { "build_property.HooksRepositoryRoot" => root, "build_property.HooksAudit" => audit, _ => null };
            value = known ?? "";
            return known is not null;
        }
    }
}
