using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Plans;

/// <summary>The lines of one listener in a plan.</summary>
internal static class ListenerLines
{
    /// <summary>Reads them, from the first until the next part begins.</summary>
    public static PlannedListener Read(ref PlanText text, out bool more)
    {
        var name = text.Text();
        PlannedListener listener = new() { Name = name, Method = name, Type = "" };
        List<string> environment = [];
        while ((more = text.Next()) && !PlanParser.BeginsPart(text.Name))
        {
            if (text.Name is "Environment")
            {
                environment.Add(text.Text());
            }
            else
            {
                listener = ReadValue(listener, ref text);
            }
        }

        return listener.Type.Length == 0
            ? throw new InvalidDataException($"it does not say where the listener {name} is")
            : listener with { Environment = environment };
    }

    private static PlannedListener ReadValue(PlannedListener listener, ref PlanText text) => text.Name switch
    {
        "Type" => listener with { Type = text.Text() },
        "TakesToken" => listener with { TakesToken = text.Flag() },
        "Stages" => listener with { Stages = PlanParser.Stages(ref text) },
        "Timeout" => listener with { Timeout = text.Number() },
        "Output" => listener with { Output = text.Flag() },
        "Description" => listener with { Description = text.Text() },
        "File" => listener with { File = text.Text() },
        "Line" => listener with { Line = text.Number() },
        "Column" => listener with { Column = text.Number() },
        _ => throw text.Malformed(),
    };
}
