using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>How long tools usually may take, by their kind: 10 s; what talks to a git server 30; tests 60; what fetches packages 120.</summary>
internal static class UsualLimit
{
    private const int Any = 10;
    private const int GitServer = 30;
    private const int Tests = 60;
    private const int Packages = 120;

    /// <summary>The program that a body starts and its limit; no program where it starts several or none that is known.</summary>
    public static (string Program, int Seconds) Of(CodeBody body)
    {
        var started = Started(body).Distinct().ToList();
        return started.Count == 1
            ? (Name(started[0]), Of(started[0].Program, started[0].Arguments))
            : ("", started.Count == 0 ? Any : started.Max(each => Of(each.Program, each.Arguments)));
    }

    /// <summary>The limit of a program, in seconds.</summary>
    public static int Of(string program, string arguments)
    {
        var verb = arguments.Split([' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word[0] != '-') ?? "";
        return (Programs.Name(program), verb) switch
        {
            ("git", "push" or "fetch" or "pull" or "clone" or "ls-remote") => GitServer,
            ("dotnet" or "npm" or "pnpm" or "yarn" or "cargo" or "go", "test") or ("pytest" or "jest" or "vstest.console", _) => Tests,
            ("dotnet", "restore" or "build" or "publish" or "pack" or "add" or "tool" or "nuget" or "workload" or "msbuild") => Packages,
            ("nuget" or "npm" or "pnpm" or "yarn" or "pip" or "pip3" or "apt" or "apt-get" or "brew" or "choco" or "winget" or "cargo" or "gem" or "bundle" or "composer", _) => Packages,
            _ => Any,
        };
    }

    /// <summary>What a <c>ProcessStartInfo</c> is told to start.</summary>
    /// <param name="info">Its creation.</param>
    public static IOperation? FileName(IObjectCreationOperation info) =>
        info.Initializer?.Initializers.OfType<IAssignmentOperation>().FirstOrDefault(each =>
            each.Target is IPropertyReferenceOperation { Property.Name: "FileName" })?.Value
        ?? (info.Arguments.Length > 0 ? info.Arguments[0].Value : null);

    private static string Name((string Program, string Arguments) started)
    {
        var name = Programs.Name(started.Program);
        return name is "git" or "dotnet" && started.Arguments.Length > 0 ? $"{name} {started.Arguments.Split(' ')[0]}" : name;
    }

    private static IEnumerable<(string Program, string Arguments)> Started(CodeBody body)
    {
        foreach (var start in body.Invocations)
        {
            if (start.TargetMethod.IsOf("System.Diagnostics.Process", "Start") && start.Arguments.Length > 0 && Text(start.Arguments[0].Value) is { } name)
                yield return (name, start.Arguments.Length > 1 ? Text(start.Arguments[1].Value) ?? "" : "");
        }

        foreach (var creation in body.Creations)
        {
            if (creation.Type?.Is("System.Diagnostics.ProcessStartInfo") == true && FileName(creation) is { } program && Text(program) is { } name)
            {
                yield return (name, (creation.Arguments.Length > 1 ? Text(creation.Arguments[1].Value) : null)
                    ?? Set(creation.Initializer, "Arguments")
                    ?? Set(creation.Initializer, "ArgumentList")
                    ?? "");
            }
        }
    }

    private static string? Set(IObjectOrCollectionInitializerOperation? initializer, string property)
    {
        foreach (var each in initializer?.Initializers ?? [])
        {
            if (each is IAssignmentOperation { Target: IPropertyReferenceOperation target } assignment && target.Property.Name == property)
                return Text(assignment.Value);

            if (each is IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation member } list && member.Property.Name == property)
                return string.Join(
                    " ",
                    list.Initializer.Initializers.OfType<IInvocationOperation>()
                        .Select(add => add.Arguments.Length == 1 ? Text(add.Arguments[0].Value) : null));
        }

        return null;
    }

    // The known head of a text, or the constant elements of a list.
    private static string? Text(IOperation value) => value.Bare() switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IInterpolatedStringOperation { Parts: { Length: > 0 } parts } =>
            parts[0] is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string head } } ? head : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left } => Text(left),
        ICollectionExpressionOperation list => string.Join(" ", list.Elements.Select(Text)),
        IArrayCreationOperation { Initializer: { } list } => string.Join(" ", list.ElementValues.Select(Text)),
        _ => null,
    };
}
