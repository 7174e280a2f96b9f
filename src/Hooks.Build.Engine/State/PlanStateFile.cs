using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.State;

/// <summary>The file that holds a state.</summary>
public static class PlanStateFile
{
    private const int MostBytes = 64 << 20;

    /// <summary>Reads a state; <see langword="null"/> where there is none that this version understands.</summary>
    public static PlanState? TryRead(string file)
    {
        try
        {
            return KeptFile.ReadText(file, MostBytes) is { } text ? PlanStateText.Read(text, Path.GetDirectoryName(Path.GetFullPath(file))!) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Writes a state so that nobody ever sees half of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string file, PlanState state)
    {
        file = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(file)!;
        ReplacedFile.Write(file, Encoding.UTF8.GetBytes(PlanStateText.Write(state, folder)));
    }
}
