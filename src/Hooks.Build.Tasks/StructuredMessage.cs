using System.Reflection;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>A message with data for programs, which MSBuild keeps in its binary log.</summary>
internal static class StructuredMessage
{
    // The oldest MSBuild that loads this task has no such messages, and a task is compiled for the oldest.
    private static readonly Type? Type = typeof(BuildMessageEventArgs).Assembly.GetType("Microsoft.Build.Framework.ExtendedBuildMessageEventArgs");
    private static readonly PropertyInfo? Data = Type?.GetProperty("ExtendedMetadata");

    private static readonly ConstructorInfo? Constructor =
        Type?.GetConstructor([typeof(string), typeof(string), typeof(string), typeof(string), typeof(MessageImportance)]);

    /// <summary>Logs it; an MSBuild that knows no such messages gets the text alone.</summary>
    /// <param name="task">Who says it.</param>
    /// <param name="type">What its data is.</param>
    /// <param name="metadata">The data.</param>
    /// <param name="text">What people read.</param>
    public static void Log(CallHooks task, string type, Dictionary<string, string> metadata, string text)
    {
        if (Create(type, metadata, text) is { } message)
        {
            task.BuildEngine.LogMessageEvent(message);
        }
        else
        {
            task.Log.LogMessage(MessageImportance.Low, "{0}", text);
        }
    }

    private static BuildMessageEventArgs? Create(string type, Dictionary<string, string> metadata, string text)
    {
        if (Constructor is null || Data?.PropertyType.IsInstanceOfType(metadata) != true)
        {
            return null;
        }

        var message = (BuildMessageEventArgs)Constructor.Invoke([type, text, "", nameof(CallHooks), MessageImportance.Low]);
        Data.SetValue(message, metadata);
        return message;
    }
}
