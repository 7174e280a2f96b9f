using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>The properties that the package's props make visible to the compiler; none where the package is not installed in the project itself.</summary>
internal sealed class BuildProperties(string? root) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(root);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Values(string? root) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = root ?? "";
            return root is not null && key == "build_property.HooksRepositoryRoot";
        }
    }
}
