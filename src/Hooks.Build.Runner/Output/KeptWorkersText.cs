using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Runner.Output;

/// <summary>The workers that wait, as text and as JSON.</summary>
internal static class KeptWorkersText
{
    /// <summary>A line each.</summary>
    public static string Text(IReadOnlyList<KeptWorker> workers)
    {
        if (workers.Count == 0)
        {
            return "no worker waits";
        }

        StringBuilder text = new();
        foreach (var worker in workers)
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"{(text.Length == 0 ? "" : "\n")}{worker.Process,8}  {StateOf(worker),-7}  since {worker.Since.ToLocalTime():yyyy-MM-dd HH:mm:ss}  {worker.Memory >> 20,5:N0} MB  {worker.Program}  in {worker.Repository}");
        }

        return text.ToString();
    }

    /// <summary>An array.</summary>
    public static string Json(IReadOnlyList<KeptWorker> workers) => Encoding.UTF8.GetString(JsonBuffer.Of(new JsonWriterOptions { Indented = true }, json =>
    {
        json.WriteStartArray();
        foreach (var worker in workers)
        {
            json.WriteStartObject();
            json.WriteNumber("process", worker.Process);
            json.WriteString("state", StateOf(worker));
            json.WriteString("since", worker.Since);
            json.WriteNumber("memory", worker.Memory);
            json.WriteString("program", worker.Program);
            json.WriteString("repository", worker.Repository);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }).WrittenSpan);

    private static string StateOf(KeptWorker worker) => worker.IsStopped ? "stopped" : "waits";
}
