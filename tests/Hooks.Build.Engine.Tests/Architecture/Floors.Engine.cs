namespace Hooks.Build.Engine.Tests.Architecture;

internal static partial class Floors
{
    /// <summary>The engine.</summary>
    public static Project Engine { get; } = new(
        "Hooks.Build.Engine",
        [
            new("Hashing"),
            new("Model"),
            new("Native"),

            new("FileSystem", "Model", "Native"),
            new("Agents", "FileSystem", "Model"),
            new("ToolOutput", "FileSystem", "Model"),
            new("Plans", "Model"),
            new("Reporting", "Model"),
            new("Settings", "Model"),

            new("Code", "FileSystem", "Hashing", "Model"),
            new("Fingerprints", "FileSystem", "Hashing", "Model"),
            new("History", "FileSystem", "Model", "Native"),
            new("Processes", "FileSystem", "Native"),
            new("State", "FileSystem", "Hashing", "Settings"),

            new("Git", "FileSystem", "Hashing", "Model", "Processes"),
            new("Installing", "FileSystem", "Git", "Model", "Processes", "Settings"),
            new("Jobs", "FileSystem", "Model", "Processes", "ToolOutput"),
            new("Spares", "FileSystem", "Hashing", "Native", "Processes"),
            new("Locking", "FileSystem", "Git", "Hashing", "Model"),
            new("Shipping", "Code", "Model", "Plans"),

            new("Caching.Store", "FileSystem", "Fingerprints", "Hashing", "Model", "Native", "Processes"),
            new("Commands", "Agents", "FileSystem", "Git", "Jobs", "Processes", "ToolOutput"),
            new("Selecting", "Agents", "FileSystem", "Git", "Model", "Processes", "Spares"),
            new("Staging", "FileSystem", "Git", "Jobs", "Model"),

            new("Caching.Keys", "Code", "FileSystem", "Fingerprints", "Git", "Hashing", "Model", "Native", "Processes", "Selecting"),
            new("Remote", "Caching.Store", "Hashing", "Model", "Settings"),
            new("Scheduling", "History", "Model", "Selecting"),
            new("Statistics", "History", "Model", "Reporting", "Scheduling", "Selecting"),
            new("Workers", "FileSystem", "Git", "Jobs", "Model", "Processes", "Selecting", "Spares"),

            new("Guarding", "Agents", "FileSystem", "Git", "History", "Installing", "Jobs", "Model", "Reporting", "Selecting"),

            new("Caching.Results", "Caching.Keys", "Caching.Store", "FileSystem", "Fingerprints", "Git", "Model", "Reporting", "Selecting"),

            new("Checking", "Caching.Results", "FileSystem", "Fingerprints", "Git", "Jobs", "Model", "Selecting", "Staging"),
            new(
                "UpToDate",
                "Caching.Keys",
                "Caching.Results",
                "Caching.Store",
                "FileSystem",
                "Fingerprints",
                "Git",
                "Model",
                "Native",
                "Reporting",
                "Selecting"),

            new("Executing", "Caching.Results", "Checking", "Commands", "FileSystem", "Fingerprints", "Jobs", "Model", "Reporting", "Staging"),

            new(
                "Running",
                "Agents", "Caching.Keys", "Caching.Results", "Caching.Store", "Checking", "Commands", "Executing", "FileSystem", "Fingerprints", "Git",
                "Guarding", "History", "Jobs", "Model", "Native",
                "Processes", "Remote", "Reporting", "Scheduling", "Selecting", "Settings", "Staging", "UpToDate", "Workers"),
        ]);
}
