"""The benchmark's records in other libraries, each as strict as that library lets one be."""
