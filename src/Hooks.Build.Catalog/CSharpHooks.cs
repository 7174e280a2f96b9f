namespace Hooks.Build.Catalog;

/// <summary>Ready-made hooks of the package Hooks.Build.CSharp.</summary>
internal static class CSharpHooks
{
    public static IReadOnlyList<StandardHook> All { get; } =
    [
        new()
        {
            Tool = "csharp",
            Id = "format",
            Description = "C# is formatted as .editorconfig says: white space, order of usings, file header",
            Files = ["**/*.cs"],
            Fixes = true,
            PerFile = true,
            Reads = ["**/.editorconfig", "**/.globalconfig"],
            // By it names in using directives are in another order.
            Environment = ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"],
            Options =
            [
                new("--whitespace", OptionKind.Flag, "white space alone, unless other parts are named too"),
                new("--usings", OptionKind.Flag, "order of usings alone, unless other parts are named too"),
                new("--header", OptionKind.Flag, "file header alone, unless other parts are named too"),
            ],
        },
        .. ProjectHooks.All,
    ];
}
