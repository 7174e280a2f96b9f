using Hooks.Build.CSharp.Roslyn;

namespace Hooks.Build.CSharp.Formatting;

/// <summary><c>csharp:format</c>: C# is formatted as <c>.editorconfig</c> says, byte for byte as dotnet format does it.</summary>
internal sealed class FormatCommand : IToolCommand
{
    /// <summary>Kept for the process: the hooks of a run ask for the same files.</summary>
    private readonly Lazy<FileFormatter> _formatter = new(() => new FileFormatter(new ParsedFiles()));

    /// <inheritdoc/>
    public Task<int> RunAsync(ToolRequest request, Action<string> output, CancellationToken cancellation)
    {
        if (!TryParse(request.Arguments, out var parts, out var unknown))
        {
            output($"csharp:format has no option {unknown}; it takes --whitespace, --usings, --header");
            return Task.FromResult(ToolRun.Failed);
        }

        // The runtime binds a method's types when it is entered: Run is entered when they can be found.
        RoslynAssemblies.Resolve();
        return Run(request, parts, output, cancellation);
    }

    private static bool TryParse(IReadOnlyList<string> arguments, out FormatParts parts, out string unknown)
    {
        (parts, unknown) = (FormatParts.None, "");
        foreach (var argument in arguments)
        {
            var part = argument switch
            {
                "--whitespace" => FormatParts.Whitespace,
                "--usings" => FormatParts.Usings,
                "--header" => FormatParts.Header,
                _ => FormatParts.None,
            };
            if (part == FormatParts.None)
            {
                unknown = argument;
                return false;
            }

            parts |= part;
        }

        if (parts == FormatParts.None)
            parts = FormatParts.All;
        return true;
    }

    private async Task<int> Run(ToolRequest request, FormatParts parts, Action<string> output, CancellationToken cancellation) =>
        await new FormatRun(_formatter.Value, request, parts).RunAsync(output, cancellation);
}
