using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Emission;

/// <summary>Writes the class that calls the C# hooks by their index: directly where the language allows it, else through a delegate bound once by name.</summary>
internal static class Dispatcher
{
    /// <summary>Full name of the class.</summary>
    public const string FullName = "global::Hooks.Build.Generated.HooksBuildDispatcher";

    private const string Context = "global::Hooks.Build.HookContext";
    private const string Result = "global::Hooks.Build.HookResult";
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string Flags = "global::System.Reflection.BindingFlags";

    /// <summary>Writes the class.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="version">Version of the package.</param>
    /// <param name="hooks">All hooks of the plan.</param>
    public static void Write(SourceWriter writer, string version, EquatableArray<HookEntry> hooks)
    {
        var methods = hooks.Select((hook, index) => (Index: index, hook.Spec.Name, Shape: hook.Spec.Method)).Where(hook => hook.Shape is not null).ToList();
        writer.Open("namespace Hooks.Build.Generated")
            .Line("/// <summary>Calls the C# hooks of this assembly by their index in the plan.</summary>")
            .Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Hooks.Build.Generators\", {CSharpLiteral.Of(version)})]")
            .Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]")
            .Open("internal sealed class HooksBuildDispatcher : global::Hooks.Build.Plan.HookDispatcher");

        var hidden = methods.Where(method => !method.Shape!.IsReachable).ToList();
        if (hidden.Count > 0)
            WriteBinder(writer);

        foreach (var (index, name, shape) in hidden)
            WriteBinding(writer, index, name, shape!);

        writer.Line("/// <inheritdoc />")
            .Open($"public override {Task}<{Result}> InvokeAsync(int index, {Context} context)")
            .Open("switch (index)");
        foreach (var (index, name, shape) in methods)
            writer.Line($"case {CSharpLiteral.Of(index)}:").Indented(Statements(index, name, shape!));

        writer.Line("default:").Indented("throw new global::System.ArgumentOutOfRangeException(\"index\");")
            .Close()
            .Close()
            .Close()
            .Close();
    }

    private static string[] Statements(int index, string name, MethodShape shape)
    {
        var target = shape.IsReachable ? $"{shape.Type}.{CSharpLiteral.Identifier(name)}" : $"Hook{CSharpLiteral.Of(index)}.Value";
        var call = $"{target}({(shape.TakesContext ? "context" : "")})";
        return shape.Returns == HookReturn.Void ? [$"{call};", "return Completed();"] : [$"return Completed({call});"];
    }

    // C# has no direct call of another class's private method. Bound on first use, so that a hook that cannot be bound fails alone.
    private static void WriteBinding(SourceWriter writer, int index, string name, MethodShape shape)
    {
        var type = DelegateType(shape);
        var declaring = shape.HiddenTypes.Aggregate($"typeof({shape.Type})", (outer, hidden) => $"{outer}.GetNestedType({CSharpLiteral.Of(hidden)}, AnyStatic)");
        var parameters = shape.TakesContext ? $", typeof({Context})" : "";
        writer.Line($"private static readonly global::System.Lazy<{type}> Hook{CSharpLiteral.Of(index)} = new global::System.Lazy<{type}>(() =>")
            .Indented($"Bind<{type}>({declaring}, {CSharpLiteral.Of(name)}{parameters}));")
            .Line();
    }

    private static void WriteBinder(SourceWriter writer) => writer
        .Line($"private const {Flags} AnyStatic = {Flags}.Static | {Flags}.Public | {Flags}.NonPublic | {Flags}.DeclaredOnly;")
        .Line()
        .Line("private static T Bind<T>(global::System.Type type, string method, params global::System.Type[] parameters) where T : class")
        .Line("{")
        .Indented("return (T)(object)global::System.Delegate.CreateDelegate(typeof(T), type.GetMethod(method, AnyStatic, null, parameters, null));")
        .Line("}")
        .Line();

    private static string DelegateType(MethodShape shape) => shape.Returns switch
    {
        HookReturn.Void => shape.TakesContext ? $"global::System.Action<{Context}>" : "global::System.Action",
        HookReturn.Bool => Function("bool", shape),
        HookReturn.Result => Function(Result, shape),
        HookReturn.TaskOfBool => Function($"{Task}<bool>", shape),
        HookReturn.TaskOfResult => Function($"{Task}<{Result}>", shape),
        _ => Function(Task, shape),
    };

    private static string Function(string result, MethodShape shape) =>
        shape.TakesContext ? $"global::System.Func<{Context}, {result}>" : $"global::System.Func<{result}>";
}
