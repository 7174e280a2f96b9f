using System.Reflection;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>
/// Calls C# hooks by the names that the plan has. No code that calls them is generated: it would have to name types of ours, and who asks the
/// assembly for its types where Hooks.Build is not would stumble over it.
/// </summary>
internal sealed class HookMethods(Assembly assembly)
{
    /// <summary>What a hook and a listener may be.</summary>
    public const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Calls a hook. What it throws comes out as it is.</summary>
    public Task<HookResult> InvokeAsync(RunCommand command, HookContext context)
    {
        var declaring = command.AssemblyName is { } other ? Load(other) : assembly;
        Type[] parameters = command.TakesContext ? [typeof(HookContext)] : [];
        var method = declaring.GetType(command.TypeName)?.GetMethod(
            command.Method, genericParameterCount: 0, AnyStatic, binder: null, parameters, modifiers: null)
            ?? throw new InvalidOperationException(
                $"{declaring.Location} has no method {command.TypeName}.{command.Method} that can be called: rebuild the project.");
        var returns = method.ReturnType;
        if (returns == typeof(void))
        {
            Call(method, context);
            return Task.FromResult(HookResult.Success);
        }

        return returns == typeof(bool) ? Task.FromResult(ResultOf(Call<bool>(method, context)))
            : returns == typeof(HookResult) ? Task.FromResult(Call<HookResult>(method, context) ?? throw NoResult())
            : returns == typeof(Task<bool>) ? CompletedAsync(Call<Task<bool>>(method, context))
            : returns == typeof(Task<HookResult>) ? CompletedAsync(Call<Task<HookResult>>(method, context))
            : CompletedAsync(Call<Task>(method, context));
    }

    // As the hooks' own code would find it.
    private static Assembly Load(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new InvalidOperationException($"{name}, which declares the hook, cannot be loaded ({e.Message}): restore and build the project.", e);
        }
    }

    private static void Call(MethodInfo method, HookContext context)
    {
        if (method.GetParameters().Length == 0)
        {
            method.CreateDelegate<Action>()();
        }
        else
        {
            method.CreateDelegate<Action<HookContext>>()(context);
        }
    }

    private static T Call<T>(MethodInfo method, HookContext context) =>
        method.GetParameters().Length == 0 ? method.CreateDelegate<Func<T>>()() : method.CreateDelegate<Func<HookContext, T>>()(context);

    private static async Task<HookResult> CompletedAsync(Task? task)
    {
        await (task ?? throw NoTask());
        return HookResult.Success;
    }

    private static async Task<HookResult> CompletedAsync(Task<bool>? task) => ResultOf(await (task ?? throw NoTask()));

    private static async Task<HookResult> CompletedAsync(Task<HookResult>? task) => await (task ?? throw NoTask()) ?? throw NoResult();

    private static HookResult ResultOf(bool succeeded) => succeeded ? HookResult.Success : HookResult.Failure();

    // A forgotten assignment must not pass for success.
    private static InvalidOperationException NoResult() => new("The hook returned no result (null).");

    private static InvalidOperationException NoTask() => new("The hook returned no task (null).");
}
