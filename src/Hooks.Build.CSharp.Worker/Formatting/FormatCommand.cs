using Hooks.Build.CSharp.Tools;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Formatting;

/// <summary><c>csharp:format</c>: C# is formatted as <c>.editorconfig</c> says, byte for byte as dotnet format does it.</summary>
internal sealed class FormatCommand : IToolCommand
{
    private const int Everything = 7;

    // Kept for the process: the hooks of a run ask for the same files.
    private readonly Lazy<FormatFiles> _format = new(RoslynContext.Load);

    /// <inheritdoc/>
    public Task<int> RunAsync(ToolRequest request, ToolOutput output, CancellationToken cancellation)
    {
        var parts = 0;
        foreach (var argument in request.Arguments)
        {
            var part = PartOf(argument);
            if (part == 0)
            {
                output.Line($"csharp:format has no option {argument}; it takes --whitespace, --usings, --header");
                return Task.FromResult(ToolRun.Failed);
            }

            parts |= part;
        }

        return request.Files.Count == 0
            ? Task.FromResult(0)
            : _format.Value(
                request.Root, request.Files, request.Staged, parts == 0 ? Everything : parts, request.Fix, request.Cores, output.Line, cancellation);
    }

    // The numbers are those of the formatter's FormatParts, which is known in its own context only.
    private static int PartOf(string argument) => argument switch
    {
        "--whitespace" => 1,
        "--usings" => 2,
        "--header" => 4,
        _ => 0,
    };
}
